import { hookPath, statusPath, type MonitoredComponent, type Monitoring } from '#contract/monitoring/types.ts'
import type { Component } from './components.sql.ts'
import { shownSince, stateOf } from './domain/monitor.ts'
import type { KeptSignal } from './signals.sql.ts'

export type OfDesk = { components: readonly Component[]; signals: readonly KeptSignal[]; slug: string | null }

/** For those who lead the desk; no secret is part of it. */
export function presentMonitoring(
  { components, signals, slug }: OfDesk,
  { publicUrl, canSetStatusPage }: { publicUrl: string; canSetStatusPage: boolean },
): Monitoring {
  return {
    components: components.map((component) =>
      presentComponent(
        component,
        signals.filter(({ componentId }) => componentId === component.componentId),
      ),
    ),
    hookAddress: `${publicUrl}${hookPath}/`,
    statusAddress: `${publicUrl}${statusPath}/`,
    slug,
    canSetStatusPage,
  }
}

function presentComponent(component: Component, signals: readonly KeptSignal[]): MonitoredComponent {
  const { componentId, revision, title, audience, openAfter, closeAfter, isPublic, source, secret, state } = component
  const { incident } = state
  return {
    componentId,
    revision,
    title,
    audience,
    openAfter,
    closeAfter,
    isPublic,
    source,
    isSigned: secret !== null,
    state: stateOf(state),
    since: shownSince(state)?.toISOString() ?? null,
    incident:
      incident === null
        ? null
        : { openedAt: incident.openedAt.toISOString(), isUnstable: incident.isUnstable, isAsked: incident.isAsked },
    signals: signals.map(({ at, shape, firing, resolved, text }) => {
      return { at: at.toISOString(), shape, firing, resolved, text }
    }),
  }
}
