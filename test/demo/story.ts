import { tellOfWork } from './billingStory.ts'
import { cast } from './people.ts'
import { tellOfPartner } from './partnerStory.ts'
import { tellOfService, type StoryChannels } from './serviceStory.ts'
import { tellOfStandardSupport } from './standardStory.ts'
import type { Told } from './teller.ts'
import { tellOfVendor } from './vendorStory.ts'
import { workdaysAgo, type Ago } from './workdays.ts'

/** Two months of support before the visitor comes; the channels are what they write through. Returns the code that the visitor is to use. */
export async function tellStory(told: Told, now: Date, channels: StoryChannels): Promise<string> {
  await told.install(cast.elena, workdaysAgo(now)(55, '09:00'), { choice: 'desk', kind: 'standard' })
  // The desks know nothing of each other.
  const [code] = await Promise.all([
    tellOfFirstDesks(told, now),
    tellOfVendor(told, now),
    tellOfService(told, now, channels),
  ])
  return code
}

/** Standard support, and the partner that the visitor's company is to connect. */
async function tellOfFirstDesks(told: Told, now: Date): Promise<string> {
  const ago = workdaysAgo(now)
  await openDesks(told, ago)
  await tellOfWork(told, now)
  await tellOfStandardSupport(told, now)
  await tellOfPartner(told, now)
  const note = 'Для «Ромашки», договорились по телефону'
  const issued = await told.tell(cast.viktor, ago(1, '16:05'), 'issueCode', {
    maxUses: 1,
    expiresInDays: 30,
    clientStatus: 1,
    note,
  })
  return issued.code
}

async function openDesks({ tell, install }: Told, ago: Ago): Promise<void> {
  await tell(cast.elena, ago(26, '09:05'), 'setStaff', { userId: cast.nikita.userId, role: 'agent' })
  await tell(cast.elena, ago(26, '09:06'), 'setStaff', { userId: cast.alina.userId, role: 'agent' })
  await install(cast.viktor, ago(25, '10:00'), { choice: 'desk' })
  await tell(cast.viktor, ago(25, '10:10'), 'setStaff', { userId: cast.svetlana.userId, role: 'lead' })
  await tell(cast.viktor, ago(25, '10:11'), 'setStaff', { userId: cast.artem.userId, role: 'agent' })
  await tell(cast.viktor, ago(25, '10:12'), 'setStaff', { userId: cast.darya.userId, role: 'agent' })
  await tell(cast.viktor, ago(25, '10:15'), 'acceptPartnerRequests', { accepts: true })
  await install(cast.marina, ago(12, '11:00'), { choice: 'client' })
  await tell(cast.marina, ago(12, '11:20'), 'namePerson', { userId: cast.timur.userId, as: 'integrator' })
}
