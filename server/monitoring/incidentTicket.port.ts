import type { InThree } from '#contract/common.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

type Told = { ticketId: string; deskId: string; subject: InThree; title: InThree }

/** Where the desk works on an incident. */
export type IncidentTicketPort = {
  /** One ticket under this id, however often it is told. */
  tellIncident: (unit: UnitOfWork, incident: Told, step: 'opened' | 'unstable' | 'closed') => Promise<void>
}
