import * as v from 'valibot'
import { texts } from '../common.ts'

/** The client of what the server itself opens for a desk (D3): a portal without people, so that nobody of a client's side reads it. */
export const houseMember = 'opora'

export function isInternal({ memberId }: { memberId: string }): boolean {
  return memberId === houseMember
}

/** What became of the incident that a ticket is about; `title` is what the desk calls the component. */
const incidentSteps = ['opened', 'unstable', 'closed'] as const
export type IncidentStep = (typeof incidentSteps)[number]
export const incidentStep = { step: v.picklist(incidentSteps), title: texts }
