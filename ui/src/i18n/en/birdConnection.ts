export const birdConnection = {
  "bird.about": "People and bots in a contact centre",
  "bird.connection.workspaceId.label": "Workspace ID",
  "bird.connection.workspaceId.hint": "Says which of your organisation's workspaces the agents are in.",
  "bird.connection.workspaceId.where":
    "Open Bird in a browser. The ID stands in the address, right after “workspaces/”.",
  "bird.connection.credential.label": "Access key",
  "bird.connection.credential.hint": "Goes into this computer's keychain and is never shown again.",
  "bird.connection.credential.hintSession": "Kept in memory until you close the program.",
  "bird.connection.credential.where":
    "In Bird, open Organization settings, then Access keys, and add a new access key. Give it a role that may manage agents. Bird shows the key only once.",
  "bird.connection.authScheme.label": "Kind of key",
  "bird.connection.authScheme.hint": "An access key lasts; a login token belongs to one person and runs out.",
  "bird.connection.authScheme.option.accessKey": "Access key",
  "bird.connection.authScheme.option.bearer": "Login token of a user",
  "bird.connection.baseUrl.label": "Address",
  "bird.connection.baseUrl.hint": "Only change this when Bird gave you an address of your own.",
  "bird.connection.baseUrl.where": "Almost everybody uses https://api.bird.com.",
} as const;
