/** The nonce the program's security policy gave to this page; empty where there is none (a plain browser). */
export function styleNonce(): string {
  const holder = document.querySelector<HTMLStyleElement>("#csp-style-nonce");
  return holder?.nonce ?? "";
}
