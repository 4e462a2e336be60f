export { AvatarField } from "./AvatarField";
