import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Folders that a layer may not import from: imports point one way (docs/architecture.md). */
const layers = {
  'lib/ports': ['engine', 'api', 'adapters', 'cli'],
  'lib/engine': ['api', 'adapters', 'cli'],
  'lib/api': ['adapters', 'cli'],
  'lib/adapters': ['cli'],
};

const impureGlobals = [
  ['process', 'The core has no environment.'],
  ['globalThis', 'The core takes nothing from its surroundings.'],
  ['console', 'The core does no I/O.'],
  ['fetch', 'The core does no I/O.'],
  ['setTimeout', 'The core has no clock.'],
  ['setInterval', 'The core has no clock.'],
  ['setImmediate', 'The core has no clock.'],
  ['queueMicrotask', 'The core has no clock.'],
  ['performance', 'The core has no clock.'],
  ['crypto', 'The core has no chance; use the scope’s random().'],
  ['require', 'The core imports only itself, jsonata, jsonpath-plus.'],
].map(([name, message]) => ({ name, message }));

const nowhere = [
  { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
  { selector: 'TSNonNullAssertion', message: 'Narrow the type.' },
  { selector: 'ExportDefaultDeclaration', message: 'Use named exports.' },
];

export default tseslint.config(
  { ignores: ['dist', '.serverless', '.esbuild', 'node_modules', '.stepyard', 'coverage'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      'no-restricted-syntax': ['error', ...nowhere],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: { 'max-lines': 'off', '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['lib/**/*.ts'],
    ignores: ['lib/cli/**', 'lib/asl/**'],
    rules: { 'no-restricted-globals': ['error', { name: 'process', message: 'Only functions/ and lib/cli read it.' }] },
  },
  ...Object.entries(layers).map(([folder, above]) => ({
    files: [`${folder}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: above.map((name) => ({ group: [`**/${name}/**`], message: `${folder} is below ${name}.` })) },
      ],
    },
  })),
  {
    files: ['lib/asl/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['../../ports/**', '../ports/**', '**/engine/**', '**/api/**', '**/adapters/**', '**/cli/**'] },
            { group: ['node:*', '!node:crypto'], message: 'The core does no I/O.' },
            { group: ['@aws-sdk/*', 'libsql', 'yaml', '@middy/*'], message: 'The core imports only itself.' },
          ],
          paths: [
            {
              name: 'node:crypto',
              allowImportNames: ['createHash'],
              message: 'Only hashing is a pure function of its input.',
            },
          ],
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The core has no clock: time comes in with the stimulus.' },
        { object: 'Math', property: 'random', message: 'The core has no chance: use the scope’s random().' },
      ],
      'no-restricted-syntax': [
        'error',
        ...nowhere,
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'The core has no clock.' },
        { selector: 'CallExpression[callee.name="Date"]', message: 'The core has no clock.' },
      ],
    },
  },
);
