import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import type { Teller } from '../stories.ts'

/** A desk's regulation and people change, and a client's settings. */
export async function organisation({ situation, says, names, waits }: Teller): Promise<void> {
  for (const preset of ['support24', 'quantum-maintenance', 'vendor-sla', 'saas-support'])
    await says('owner', 'readRegulationDocument', { of: 'preset', preset })
  const document = { ...quantumMaintenance, noticeDays: 21 }
  await says('owner', 'checkRegulation', { document })
  await says('owner', 'checkRegulation', { document: { ...document, plans: [] } })
  await says('owner', 'publishRegulation', { document, effectiveAt: '2026-12-01T00:00:00Z', lastVersion: 0 })
  await says('owner', 'publishRegulation', { document, effectiveAt: '2026-12-01T00:00:00Z', lastVersion: 1 })
  await says('owner', 'withdrawRegulation', { version: 2 })
  await says('owner', 'publishRegulation', { document, effectiveAt: null, lastVersion: 2 })
  await says('integrator', 'readSupport', {})

  await says('owner', 'setStaff', { userId: 5, role: 'agent' })
  await says('lead', 'updateStaffMember', { userId: 5, getsTickets: true, skills: ['почта'], shifts: null })
  await says('partnerEmployee', 'setAway', {
    userId: 5,
    away: { from: '2026-11-26T00:00:00Z', until: '2026-11-27T00:00:00Z' },
  })
  const dutyId = names('duty')
  const duty = { userId: 5, from: '2026-11-28T00:00:00Z', until: '2026-11-29T00:00:00Z' }
  await says('lead', 'addDuty', { dutyId, ...duty })
  await says('lead', 'addDuty', { dutyId: names('later duty'), ...duty, from: '2026-11-28T12:00:00Z' })
  await says('lead', 'removeDuty', { dutyId })
  const rota = { people: [5, 3], weekday: 1, time: '09:00', confirmMinutes: 15 }
  await says('lead', 'saveDutyRota', { ...rota, version: 0 })
  await says('lead', 'saveDutyRota', { ...rota, version: 0 })
  await says('lead', 'setAssignment', { assignment: 'leastLoaded', skillOf: { incident: 'почта' } })
  await waits(1)
  await says('agent', 'listQueue', { filter: 'all' })
  await says('agent', 'readEvents', { ticketId: situation.tickets.partner.ticketId })
  await says('owner', 'setStaff', { userId: 5, role: null })
  await says('partnerEmployee', 'readDesk', {})

  await says('admin', 'searchPeople', { search: 'а' })
  await says('admin', 'namePerson', { userId: 7, as: 'contact' })
  await says('admin', 'namePerson', { userId: 7, as: 'integrator' })
  await says('admin', 'removeContact', { userId: 7 })
  await says('admin', 'namePerson', { userId: 99, as: 'contact' })
  await says('admin', 'saveSettings', { language: 'en', notices: { answers: false, connection: true } })
  await says('owner', 'listAudit', { limit: 100 })
}
