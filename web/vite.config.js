import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { fixture } from './dev/fixture.js';

// `npm run dev` shows the pages on a made-up library; `npm run build` writes what the jar carries.
export default defineConfig(({ command }) => ({
  plugins: [svelte(), ...(command === 'serve' ? [fixture()] : [])],
  server: { host: '127.0.0.1' },
  build: {
    outDir: '../target/classes/latent/web/site',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
}));
