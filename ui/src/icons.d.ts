// Icons are imported one by one: the package's index names all six thousand of them, and each isolated test would read it.
declare module "@tabler/icons-react/dist/esm/icons/*.mjs" {
  import type { Icon } from "@tabler/icons-react";

  const icon: Icon;
  export default icon;
}
