/** The window on the mocked core. The scene is written into the page before this runs. */
import { mockCore, type Scene } from "./core";

const scene = (Reflect.get(window, "callboardScene") ?? {}) as Scene;
mockCore(scene);
await import("../src/main");
