// Ends an orphaned extension host. Stopping a server ends all its processes anyway.
exports.start = () => {};
exports.exit = (code) => process.exit(code);
