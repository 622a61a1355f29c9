import { describe, expect, expectTypeOf, it } from 'vitest'
import type { JournalEvent, JournalPayload } from '#contract/events.ts'
import { routes } from '#contract/routes.ts'
import type { ClientActor, StaffActor } from '#server/platform/actor.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import type { Jobs, JobTasks } from '#server/platform/jobs/jobs.ts'
import { reaction } from '#server/platform/journal/reaction.ts'
import { routeNames } from '../goodInputs.ts'

/** What these assert is checked by the compiler; what they run is nothing. */
describe('the compiler knows what travels between features', () => {
  it('what an entry of the journal keeps, by its type', () => {
    expectTypeOf<JournalPayload<'package.ending'>>().toEqualTypeOf<{
      days: number
      quanta: number
      quantumMinutes: number
    }>()
    expectTypeOf<{ type: 'package.ending'; payload: { days: number } }>().not.toExtend<JournalEvent>()
    expectTypeOf<{ type: 'package.endng'; payload: JournalPayload<'package.ending'> }>().not.toExtend<JournalEvent>()
  })

  it('what a reaction gets, by what it follows', () => {
    reaction({
      name: 'typed',
      on: ['package.ending', 'ticket.paid'],
      async react(_unit, entries) {
        for (const entry of entries) {
          expectTypeOf(entry.type).toEqualTypeOf<'package.ending' | 'ticket.paid'>()
          if (entry.type === 'package.ending') expectTypeOf(entry.payload.days).toEqualTypeOf<number>()
        }
      },
    })
  })

  it('what a task keeps, and that each has something to run it', () => {
    expectTypeOf<Jobs['ticketDue']>().toEqualTypeOf<{ ticketId: string }>()
    expectTypeOf<keyof JobTasks>().toEqualTypeOf<keyof Jobs>()
    expectTypeOf<Omit<JobTasks, 'ticketDue'>>().not.toExtend<JobTasks>()
  })

  it('who asks, by the access of the route', () => {
    expectTypeOf<Parameters<Handlers['readStaff']>[1]['actor']>().toEqualTypeOf<StaffActor>()
    expectTypeOf<Parameters<Handlers['adjustQuanta']>[1]['actor']>().toEqualTypeOf<StaffActor>()
    expectTypeOf<Parameters<Handlers['placeOrder']>[1]['actor']>().toEqualTypeOf<ClientActor>()
    expectTypeOf<Parameters<Handlers['readTicket']>[1]['actor']>().not.toExtend<StaffActor>()
    expectTypeOf<Parameters<Handlers['openSession']>[1]>().not.toHaveProperty('actor')
  })
})

it('only the route whose own statement checks session and role lets in whom the server remembers', () => {
  expect(routeNames.filter((name) => routes[name].rememberedActor)).toEqual(['sendMessage'])
})
