export const rooms: readonly string[];
export function wrongImports(files: ReadonlyMap<string, string>, order?: readonly string[]): string[];
export function sourcesIn(folder: string): Map<string, string>;
