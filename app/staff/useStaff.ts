import { storeToRefs } from 'pinia'
import { useStaffStore } from './staffStore.ts'

/** Who is at work now, for whoever hands a ticket over. */
export function useStaff() {
  const store = useStaffStore()
  return { staff: storeToRefs(store).staff, read: store.read }
}
