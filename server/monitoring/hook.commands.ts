import { randomUUID } from 'node:crypto'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { wakeThing } from '#server/platform/db/wakes.ts'
import type { AnnouncingPort } from './announcing.port.ts'
import { claimDue, findForUpdate, saveState, type Component } from './components.sql.ts'
import { hear, settle, type Heard } from './domain/monitor.ts'
import type { Parsed } from './signals.adapter.ts'
import { follow } from './incidents.commands.ts'
import { keepSignal } from './signals.sql.ts'

/** D3: a monitor has called. False: by an address that is none any more. */
export async function hearCall(
  unit: UnitOfWork,
  port: AnnouncingPort,
  { componentId, tokenHash }: { componentId: string; tokenHash: Buffer },
  { shape, alerts, text }: Parsed,
): Promise<boolean> {
  const component = await findForUpdate(unit, componentId)
  if (component === null || !component.tokenHash.equals(tokenHash)) return false
  const firing = alerts.filter(({ isFiring }) => isFiring).length
  await keepSignal(unit, { componentId, at: unit.at, shape, firing, resolved: alerts.length - firing, text })
  const firstHeardAt = component.firstHeardAt ?? (alerts.length > 0 ? unit.at : null)
  const heard = hear(component.state, alerts, { at: unit.at, rules: component, newId: randomUUID })
  await saveHeard(unit, port, { ...component, firstHeardAt }, heard)
  wakeThing(unit, 'monitoring', { deskId: component.deskId, memberId: null })
  return true
}

/** What is due by itself in one component; how many there were. */
export async function settleDue(unit: UnitOfWork, port: AnnouncingPort): Promise<number> {
  const component = await claimDue(unit)
  if (component === null) return 0
  await settleComponent(unit, port, component)
  return 1
}

export async function settleComponent(
  unit: UnitOfWork,
  port: AnnouncingPort,
  component: Component,
): Promise<Component> {
  const heard = settle(component.state, { at: unit.at, rules: component, newId: randomUUID })
  await saveHeard(unit, port, component, heard)
  return { ...component, state: heard.state }
}

/** Its state, and what follows from it. The component's row is locked. */
export async function saveHeard(
  unit: UnitOfWork,
  port: AnnouncingPort,
  component: Component,
  { state, happened }: Heard,
): Promise<void> {
  await saveState(unit, { ...component, state })
  await follow(unit, port, component, happened)
}
