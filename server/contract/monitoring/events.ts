import * as v from 'valibot'

const component = { componentId: v.string(), title: v.string() }
const incident = { ...component, incidentId: v.string(), isUnstable: v.boolean() }
const changes = ['monitoring'] as const

/** What a desk has watched, and what came of it (D3). No address and no secret is ever part of it. */
export const monitoringEvents = {
  'component.added': { payload: v.object(component), changes },
  'component.changed': { payload: v.object(component), changes },
  'component.removed': { payload: v.object(component), changes },
  'component.rotated': { payload: v.object({ ...component, what: v.string() }), changes },
  'incident.opened': { payload: v.object(incident), changes },
  'incident.unstable': { payload: v.object(incident), changes },
  'incident.closed': { payload: v.object(incident), changes },
  /** Nothing was well for so long that a person has to look whether it still is so. */
  'incident.silent': { payload: v.object(incident), changes },
  'statusPage.set': { payload: v.object({ from: v.string(), to: v.string() }), changes },
} as const
