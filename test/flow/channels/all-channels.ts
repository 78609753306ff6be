/** Parameters that switch on every channel; none of it is real. */
export const allChannels: Readonly<Record<string, string>> = {
  SlackWorkspaceId: 'T0123ABCD',
  SlackChannelId: 'C0123ABCD',
  TeamsTenantId: '11111111-1111-1111-1111-111111111111',
  TeamsTeamId: '22222222-2222-2222-2222-222222222222',
  TeamsChannelId: '19%3aalerts%40thread.tacv2',
  SlackWebhookUrl: 'https://hooks.slack.com/services/T0123ABCD/B0123ABCD/notarealsecret',
  TeamsWebhookUrl: 'https://teams.example.com/workflows/alerts?sig=notarealsecret',
  PagerDutyRoutingKey: 'notarealroutingkeynotarealrouting'.slice(0, 32),
  WebhookUrl: 'https://desk.example.com/stocktake',
  WebhookHeaderName: 'Authorization',
  WebhookHeaderValue: 'Bearer notarealsecret',
  OpsCenterItems: 'true',
};
