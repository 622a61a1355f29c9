import type { AccessRoutes } from '#server/tickets/access/access.routes.ts'
import { newId } from '#test/support/world.ts'
import type { GoodInput } from '../goodPartnerInputs.ts'
import type { Situation } from '../situation.ts'

const inADay = () => new Date(Date.now() + 86_400_000).toISOString()
const ofTicket = ({ tickets }: Situation) => ({ ticketId: tickets.partner.ticketId, accessId: newId() })

/** T9: what each side says of access; a box that is there only by its own test. */
export const goodAccess: { [Name in AccessRoutes]: GoodInput<Name> } = {
  askAccess: {
    by: 'agent',
    input: (situation) => ({ ...ofTicket(situation), kind: 'ssh', purpose: 'Посмотреть журналы', until: inADay() }),
  },
  giveBox: {
    by: 'admin',
    input: (situation) => ({ ...ofTicket(situation), until: inADay(), content: { login: 'root', password: 'x' } }),
  },
  offerBox: {
    by: 'admin',
    input: (situation) => ({
      ...ofTicket(situation),
      kind: 'ftp',
      purpose: 'Выложить обновление',
      until: inADay(),
      content: { address: 'ftp.firm.example', login: 'update', password: 'x' },
    }),
  },
  refuseBox: { by: 'admin', input: (situation) => ({ ...ofTicket(situation), reason: 'Нельзя' }) },
  endBox: { by: 'admin', input: ofTicket },
  lookIntoBox: { by: 'agent', input: ofTicket },
  startRemoteSession: { by: 'agent', input: (situation) => ({ ...ofTicket(situation), sessionId: newId() }) },
  endRemoteSession: { by: 'agent', input: ofTicket },
  confirmBoxChanged: { by: 'integrator', input: ofTicket },
}
