/** Somebody at the keyboard and the mouse who makes no pauses: tests wait for the page, not for a hand. */
import userEvent from "@testing-library/user-event";

export const user = userEvent.setup({ delay: null });
