import { randomUUID } from 'node:crypto'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { wakeThing } from '#server/platform/db/wakes.ts'
import type { AnnouncingPort } from './announcing.port.ts'
import { findForUpdate, type Component } from './components.sql.ts'
import { hear } from './domain/monitor.ts'
import { findingsOf, type OwnFinding } from './domain/ownHealth.ts'
import { saveHeard } from './hook.commands.ts'
import { listOwn, noteLook } from './ownHealth.sql.ts'
import { keepSignal } from './signals.sql.ts'

const alertKey = 'opora'

/** D3: what the server has found about itself is heard by every desk that watches it. `reason` null: it is well. */
export async function lookAtOneself(unit: UnitOfWork, port: AnnouncingPort, reason: string | null): Promise<void> {
  const findings = findingsOf(await noteLook(unit), { at: unit.at, reason })
  for (const componentId of await listOwn(unit)) {
    const component = await findForUpdate(unit, componentId)
    if (component !== null) await hearOneself(unit, port, component, findings)
  }
}

async function hearOneself(
  unit: UnitOfWork,
  port: AnnouncingPort,
  before: Component,
  findings: readonly OwnFinding[],
): Promise<void> {
  let component = before
  for (const { at, reason } of findings) {
    const isFiring = reason !== null
    if (isFiring !== component.state.isDown) await keepFinding(unit, component, { at, reason })
    const alert = { key: alertKey, isFiring, title: reason ?? '', startsAt: null }
    const heard = hear(component.state, [alert], { at, rules: component, newId: randomUUID })
    component = { ...component, state: heard.state, firstHeardAt: component.firstHeardAt ?? at }
    await saveHeard(unit, port, component, heard)
  }
  wakeThing(unit, 'monitoring', { deskId: component.deskId, memberId: null })
}

/** Only what differs from before: a look a minute would push everything else out. */
function keepFinding(unit: UnitOfWork, { componentId }: Component, { at, reason }: OwnFinding): Promise<void> {
  const firing = reason === null ? 0 : 1
  return keepSignal(unit, { componentId, at, shape: 'own', firing, resolved: 1 - firing, text: reason ?? '' })
}
