import { defineConfig } from 'vite'

/** The standalone verifier of archives: one readable file that imports nothing but Node's own modules. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: 'server/proof/verify-archive.ts',
    outDir: 'dist/verifier',
    target: 'node20',
    minify: false,
    emptyOutDir: false,
    rolldownOptions: { output: { entryFileNames: 'verify.mjs', codeSplitting: false } },
  },
  ssr: { noExternal: true },
})
