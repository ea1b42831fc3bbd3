// One place for what the compiler cannot hold: `npm run lint`. Layout is Prettier's business.
import { builtinModules } from 'node:module';
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const nodeModules = [...builtinModules, 'node:*'];
const inNode = ['Buffer', 'URL', 'clearTimeout', 'console', 'fetch', 'performance', 'process', 'setTimeout'];
const globals = (names) => Object.fromEntries(names.map((name) => [name, 'readonly']));

/** Forbids imports; each rule set replaces the one before it, so a folder names all that it must not know. */
const mayNotImport = (group, message) => ({
  'no-restricted-imports': ['error', { patterns: [{ group, message }] }],
});

export default tseslint.config(
  { ignores: ['dist/', 'seeds/', 'test/fixtures/', '.vscode-test/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-control-regex': 'off', // readers of files meet characters that nobody sees
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
    },
  },
  {
    files: ['*.config.mjs'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: { globals: globals(inNode) },
  },
  {
    // a built-in test extension, which no bundler touches
    files: ['test/web/memfs/*.js'],
    languageOptions: { sourceType: 'commonjs', globals: globals(['fetch']) },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/require-await': 'off', // a function may promise because its type does
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector: ':matches(PropertyDefinition, MethodDefinition, AccessorProperty)[accessibility="private"]',
          message: 'Write #name: the language keeps it private at run time too.',
        },
      ],
    },
  },
  {
    // what JSON.parse and a failed promise give is checked by the test itself, and no type of a page is known here
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off', // tables of functions under test
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/editor/**', 'src/extension.ts'],
    rules: mayNotImport(['vscode'], 'Only src/editor and src/extension.ts know VS Code.'),
  },
  {
    files: ['src/core/**/*.ts'],
    rules: mayNotImport(['vscode', ...nodeModules], 'src/core runs in every host: hand in what it needs.'),
  },
);
