import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { frozenPrototype } from "../frozenPrototype.ts";

/** The window with the mocked core, built aside: nothing of it reaches ui/dist. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [react(), frozenPrototype()],
  logLevel: "warn",
  css: { postcss: fileURLToPath(new URL("..", import.meta.url)) },
  build: {
    outDir: fileURLToPath(new URL("../../target/look-site", import.meta.url)),
    emptyOutDir: true,
    target: ["es2022"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
  },
});
