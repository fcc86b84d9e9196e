import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

// The page is embedded in the program: everything it needs is in dist/, nothing comes from elsewhere at run time.
export default defineConfig({
  plugins: [svelte()],
  base: "./",
  build: { target: "es2022", assetsInlineLimit: 0, chunkSizeWarningLimit: 1600, reportCompressedSize: false },
  server: { host: "127.0.0.1", proxy: { "/api": "http://127.0.0.1:7878" } },
});
