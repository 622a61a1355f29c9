import { assistantPort } from '#server/assistant/feature.ts'
import { makeBilling } from '#server/billing/feature.ts'
import { findCustomerTerms } from '#server/connections/entitlement/customerTerms.queries.ts'
import { termsFor, termsOfEach } from '#server/connections/versions/terms.queries.ts'
import { couponPort } from '#server/coupons/feature.ts'
import {
  findDutyLadder,
  findOnDuty,
  lockAssignment,
  noteTurn,
  takeTicketNumber,
  nextTicketNumber,
} from '#server/desks/feature.ts'
import { outsidePort } from '#server/identification/feature.ts'
import { addJob } from '#server/platform/jobs/jobs.ts'
import { makeSecrets } from '#server/platform/secrets.ts'
import { makeTicketDeps } from '#server/tickets/ticketDeps.adapter.ts'
import { ticketPort } from '#server/tickets/ticketPort.adapter.ts'
import { testMasterKey } from './masterKey.ts'

/** What the connection says of a client, as billing asks it. */
export const customerPorts = { customerTerms: findCustomerTerms, termsFor, termsOfEach }

/** As the server wires them. */
export const billing = makeBilling({
  ...customerPorts,
  tickets: ticketPort,
  secrets: makeSecrets(testMasterKey),
})

export const ticketDeps = makeTicketDeps({
  addJob,
  termsFor,
  billing,
  ticketFileBytes: 200 * 1024 * 1024,
  assistant: assistantPort(addJob),
  coupons: couponPort({ termsFor }),
  outside: outsidePort,
  desk: {
    takeNumber: takeTicketNumber,
    nextNumber: nextTicketNumber,
    lockAssignment,
    noteTurn,
    onDuty: (unit, deskId) => findOnDuty(unit.tx, deskId, unit.at),
    dutyLadder: (unit, deskId) => findDutyLadder(unit.tx, deskId, unit.at),
  },
})
