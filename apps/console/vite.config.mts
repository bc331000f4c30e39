import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const workspace = join(import.meta.dirname, '../..');

/** Where `npm run dev` of the console finds its APIs: a loopback that runs already. */
const loopback = process.env['LOOPBACK_URL'] ?? 'http://localhost:4100';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: {
    alias: [{ find: /^@dialplane\/([^/]+)$/, replacement: join(workspace, 'libs/$1/src/index.ts') }],
  },
  build: {
    outDir: join(workspace, 'dist/apps/console'),
    emptyOutDir: true,
    target: 'es2022',
    // The security policy allows no data: address, and a small file costs one request on a connection that is open already.
    assetsInlineLimit: 0,
    // It would be an inline script in a browser that lacks it; every browser that we support has it.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Our libraries do nothing when they are loaded, so a page gets only the functions that it uses.
      treeshake: { moduleSideEffects: (id: string) => !/\/libs\/|@aws-sdk|@smithy/.test(id) },
    },
  },
  server: { proxy: { '/api': loopback, '/config.json': loopback, '/session': loopback } },
});
