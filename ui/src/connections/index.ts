export { AddAgentKeyDialog } from "./AddAgentKeyDialog";
export { AddByIdDialog } from "./AddByIdDialog";
