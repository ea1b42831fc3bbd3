// fast-check with the same inputs each time, so that a change is told from chance; another seed, as in
// `LITERATURE_NOTES_SEED=7 npm test -- unit`, looks for what these do not find.
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['LITERATURE_NOTES_SEED'] ?? 20261128) });

export { fc };
