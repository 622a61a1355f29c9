import { paceByHand } from '#test/support/paceByHand.ts'
import { startSituation, type Situation } from '../situation.ts'
import { stepOn } from './calls.ts'
import { comeToRest } from './rest.ts'
import { beginning, letGoOfClock, standAt } from './standingClock.ts'

const betweenBeginningsMilliseconds = 1000

/** A situation of its own, made step by step and come to rest, while the clock stands. */
export async function inStandingSituation<Result>(act: (situation: Situation) => Promise<Result>): Promise<Result> {
  standAt(beginning)
  try {
    const situation = await startSituation({
      byHand: paceByHand(),
      afterEach: (world) => stepOn(world, betweenBeginningsMilliseconds),
    })
    try {
      await comeToRest(situation.world)
      return await act(situation)
    } finally {
      await situation.world.stop()
    }
  } finally {
    letGoOfClock()
  }
}
