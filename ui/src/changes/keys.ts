/** Query keys of what belongs to no single connection. */
export const historyKey = ["history"] as const;
export const attachmentsKey = ["attachments"] as const;
export const setAsideKey = ["setAside"] as const;
