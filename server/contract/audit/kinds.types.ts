/** What an act is about (D5); what no release before this one knew is `other`, so that nothing vanishes from the page. */
export const auditKinds = [
  'codes',
  'connections',
  'money',
  'regulation',
  'staff',
  'access',
  'settings',
  'tickets',
  'exports',
  'other',
] as const
export type AuditKind = (typeof auditKinds)[number]
