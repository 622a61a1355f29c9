import type { AddJob } from '#server/platform/jobs/jobs.ts'
import type { AlarmEffects } from '#server/sla/alarmEffects.port.ts'

/** One job a desk: each that is added moves the one before. */
export function summarizeAt(addJob: AddJob): AlarmEffects['summarizeAt'] {
  return (unit, deskId, at) => addJob(unit, 'noticeMissed', { deskId }, { key: `missed ${deskId}`, runAt: at })
}
