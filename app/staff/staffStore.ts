import { defineStore } from 'pinia'
import type { RouteInput } from '#contract/routes.ts'
import { useCall } from '#app/lib/api.ts'
import { useResource } from '#app/lib/useResource.ts'

/** Who works at the desk and when, who is on duty, and how tickets find their agent. */
export const useStaffStore = defineStore('staff', () => {
  const call = useCall()
  const { value: staff, reason, read, keep } = useResource(() => call('readStaff', {}))

  async function arrange(input: RouteInput<'updateStaffMember'>): Promise<void> {
    keep(await call('updateStaffMember', input))
  }
  async function setAway(input: RouteInput<'setAway'>): Promise<void> {
    keep(await call('setAway', input))
  }
  async function setPhone(input: RouteInput<'setPhone'>): Promise<void> {
    keep(await call('setPhone', input))
  }
  async function addDuty(input: RouteInput<'addDuty'>): Promise<void> {
    keep(await call('addDuty', input))
  }
  async function removeDuty(dutyId: string): Promise<void> {
    keep(await call('removeDuty', { dutyId }))
  }
  async function saveRota(input: RouteInput<'saveDutyRota'>): Promise<void> {
    keep(await call('saveDutyRota', input))
  }
  async function setAssignment(input: RouteInput<'setAssignment'>): Promise<void> {
    keep(await call('setAssignment', input))
  }
  async function setNumberPrefix(input: RouteInput<'setNumberPrefix'>): Promise<void> {
    keep(await call('setNumberPrefix', input))
  }

  return {
    staff,
    reason,
    read,
    arrange,
    setAway,
    setPhone,
    addDuty,
    removeDuty,
    saveRota,
    setAssignment,
    setNumberPrefix,
  }
})
