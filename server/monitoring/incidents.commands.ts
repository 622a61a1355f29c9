import { textFor } from '#contract/announcements/shown.types.ts'
import { theSystem } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import type { AnnouncingPort } from './announcing.port.ts'
import type { Component } from './components.sql.ts'
import type { Happening, Incident } from './domain/monitor.ts'
import { insertIncident, saveIncident } from './incidents.sql.ts'
import { incidentSaid } from './incidents.texts.ts'
import { tellIncidentLater } from './incidentTickets.jobs.ts'

/** D3: what follows of what was heard, in its order. The component's row is locked. */
export async function follow(
  unit: UnitOfWork,
  port: AnnouncingPort,
  component: Component,
  happened: readonly Happening[],
): Promise<void> {
  for (const one of happened) {
    await saveHappening(unit, component, one)
    await announceHappening(unit, port, component, one)
    await tellIncidentLater(unit, component, one)
    await append(unit, [
      {
        type: `incident.${one.what}`,
        payload: {
          componentId: component.componentId,
          title: textFor(component.title, 'ru'),
          incidentId: one.incident.incidentId,
          isUnstable: one.incident.isUnstable,
        },
        actor: theSystem,
        memberId: null,
        deskId: component.deskId,
      },
    ])
  }
}

/** Its component is watched no more: what it has announced is over. */
export async function closeByHand(
  unit: UnitOfWork,
  port: AnnouncingPort,
  component: Component,
  incident: Incident,
): Promise<void> {
  await follow(unit, port, component, [{ what: 'closed', at: unit.at, incident, isFirst: false }])
}

async function saveHappening(
  unit: UnitOfWork,
  { componentId }: Component,
  { what, at, incident, isFirst }: Happening,
): Promise<void> {
  const { incidentId, isUnstable, openedAt } = incident
  if (isFirst) await insertIncident(unit, { incidentId, componentId, isUnstable, openedAt })
  else if (what === 'unstable') await saveIncident(unit, incidentId, { is_unstable: true })
  else if (what === 'closed') await saveIncident(unit, incidentId, { closed_at: at })
}

async function announceHappening(
  unit: UnitOfWork,
  port: AnnouncingPort,
  { deskId, audience, title }: Component,
  { what, incident, isFirst }: Happening,
): Promise<void> {
  if (what === 'silent') return
  const { incidentId: announcementId, openedAt: startsAt, isUnstable } = incident
  const isOver = what === 'closed'
  const said = {
    severity: isOver ? ('info' as const) : ('warning' as const),
    ...incidentSaid(title, { isUnstable, isOver }),
  }
  if (isFirst) await port.announce(unit, { announcementId, deskId, audience, startsAt, ...said })
  else await port.announceAnew(unit, { announcementId, isOver, ...said })
}
