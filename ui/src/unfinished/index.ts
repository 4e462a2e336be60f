export { UnfinishedPage } from "./UnfinishedPage";
