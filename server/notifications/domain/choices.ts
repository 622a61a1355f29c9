import type { CellState, ChoiceScope, NotifiedSide, OwnNotifications } from '#contract/notifications/choices.types.ts'
import {
  cellOf,
  isClientKind,
  notificationChannels,
  notifiedEvents,
  rowOf,
  type NotificationChannel,
  type NotifiedEvent,
  type ReaderKind,
} from '#contract/notifications/table.types.ts'
import type { DeskRole } from '#contract/session.ts'

/** What a person has chosen, by `keyOfChoice`; what is not there is as the table says. */
export type Choices = ReadonlyMap<string, boolean>
export type Choice = { side: NotifiedSide; event: NotifiedEvent; scope: ChoiceScope; channel: NotificationChannel }

export function keyOfChoice({ side, event, scope, channel }: Choice): string {
  return `${side} ${event} ${scope} ${channel}`
}

export function sideOf(kind: ReaderKind): NotifiedSide {
  return isClientKind(kind) ? 'client' : 'desk'
}

/** Who opened the ticket, or has it, chooses for their own tickets; everybody else for the rest (D4). */
export function scopeOf(kind: ReaderKind): ChoiceScope {
  return kind === 'opener' || kind === 'agent' ? 'own' : 'any'
}

/** D4: does this event reach a person of this kind in this way? What cannot be switched off does, whatever is chosen. */
export function isWanted(
  choices: Choices,
  { event, as, channel }: { event: NotifiedEvent; as: ReaderKind; channel: NotificationChannel },
): boolean {
  const cell = cellOf(event, as, channel)
  if (cell === null || cell === 'always') return cell === 'always'
  return choices.get(keyOfChoice({ side: sideOf(as), event, scope: scopeOf(as), channel })) ?? cell === 'on'
}

/** As what somebody may be told at all. Where a desk has no lead its owner is told in their place. */
export function clientKinds(role: 'admin' | 'integrator'): ReaderKind[] {
  return ['opener', role]
}

export function deskKinds(role: DeskRole): ReaderKind[] {
  const working = ['agent', 'shift', 'onDuty'] as const
  if (role === 'agent') return [...working]
  return role === 'lead' ? [...working, 'lead'] : [...working, 'lead', 'owner']
}

type OwnRow = OwnNotifications['sides'][number]['rows'][number]

/** The rows of a person's page: what somebody of these kinds may be told of, own tickets first. */
export function ownRows(choices: Choices, kinds: readonly ReaderKind[]): OwnRow[] {
  return notifiedEvents.flatMap((event) => {
    const told = kinds.filter((kind) => notificationChannels.some((channel) => cellOf(event, kind, channel) !== null))
    const scopes = (['own', 'any'] as const).filter((scope) => told.some((kind) => scopeOf(kind) === scope))
    return scopes.map((scope) => {
      const of = told.filter((kind) => scopeOf(kind) === scope)
      const state = (channel: NotificationChannel) => stateOf(choices, { event, kinds: of, channel })
      const cells = { bitrix24: state('bitrix24'), mail: state('mail'), browser: state('browser') }
      return { event, scope, isSplit: scopes.length > 1, cells, because: rowOf(event).because ?? null }
    })
  })
}

/** Of several kinds the one that is told counts: who is both lead and owner is told once, if as either. */
function stateOf(
  choices: Choices,
  { event, kinds, channel }: { event: NotifiedEvent; kinds: readonly ReaderKind[]; channel: NotificationChannel },
): CellState {
  const cells = kinds.flatMap((kind) => cellOf(event, kind, channel) ?? [])
  if (cells.length === 0) return 'never'
  if (cells.includes('always')) return 'always'
  return kinds.some((as) => isWanted(choices, { event, as, channel })) ? 'on' : 'off'
}

/** Whether a person of these kinds may choose this at all: it is told to them, and can be switched off. */
export function mayChoose(kinds: readonly ReaderKind[], { side, event, scope, channel }: Choice): boolean {
  const cells = kinds
    .filter((kind) => sideOf(kind) === side && scopeOf(kind) === scope)
    .flatMap((kind) => cellOf(event, kind, channel) ?? [])
  return cells.length > 0 && !cells.includes('always')
}
