export { StatisticSection } from "./StatisticSection";
export { UsersSection } from "./UsersSection";
export { VersionsSection } from "./VersionsSection";
export { WebhooksSection } from "./WebhooksSection";
