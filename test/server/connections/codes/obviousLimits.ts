const SECOND = 1000
const MINUTE = 60 * SECOND
const DAY = 1440 * MINUTE

/**
 * The rule of attempts (C2) told once more, as plainly as it can be and step by step instead of from the whole history: ten
 * within a minute, then a minute's wait that doubles up to 16; fifty within a day, then a day's that doubles up to 8.
 */
export function obviousLimits(): { attempt: (at: number) => number } {
  const minute = limit({ most: 10, within: MINUTE, wait: MINUTE, longest: 16 * MINUTE, forgive: DAY })
  const day = limit({ most: 50, within: DAY, wait: DAY, longest: 8 * DAY, forgive: 30 * DAY })
  return {
    /** Seconds to wait; 0: the attempt is let through, and counts. */
    attempt(at) {
      const freeAt = Math.max(minute.freeAt(), day.freeAt())
      if (at < freeAt) return Math.ceil((freeAt - at) / SECOND)
      minute.count(at)
      day.count(at)
      return 0
    },
  }
}

function limit(rule: { most: number; within: number; wait: number; longest: number; forgive: number }) {
  const recent: number[] = []
  const fines: number[] = []
  let freeAt = 0
  return {
    freeAt: () => freeAt,
    count(at: number) {
      while (recent[0] !== undefined && at - recent[0] >= rule.within) recent.shift()
      recent.push(at)
      if (recent.length < rule.most) return
      recent.length = 0
      while (fines[0] !== undefined && at - fines[0] >= rule.forgive) fines.shift()
      fines.push(at)
      let wait = rule.wait
      for (let again = 1; again < fines.length; again++) wait = Math.min(wait * 2, rule.longest)
      freeAt = at + wait
    },
  }
}
