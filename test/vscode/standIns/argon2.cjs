// Hashes the password of a server; ours has none.
exports.hash = exports.verify = () => Promise.reject(new Error('no passwords here'));
