/** Of the portal and the platform behind it. */
export const portalRefusals = {
  portal_not_installed: 404,
  portal_unreachable: 502,
  event_forged: 403,
} as const
