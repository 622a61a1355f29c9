import * as v from 'valibot'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AddJob, JobTasks } from '#server/platform/jobs/jobs.ts'
import { endDialogueForSilence } from '#server/tickets/feature.ts'
import { answerQuestion, type AnsweringDeps } from './answering.commands.ts'
import { listTurns, saveOutcome } from './dialogue.sql.ts'
import { openTurn } from './domain/dialogue.ts'

const oneTicket = v.object({ ticketId: v.string() })

declare module '#server/platform/jobs/jobs.ts' {
  interface Jobs {
    answerQuestion: v.InferOutput<typeof oneTicket>
    dialogueSilent: v.InferOutput<typeof oneTicket>
  }
}

export type DialogueTask = 'answerQuestion' | 'dialogueSilent'

export function dialogueJobs(deps: AnsweringDeps & { addJob: AddJob }): JobTasks<DialogueTask> {
  return {
    answerQuestion: { payload: oneTicket, run: ({ ticketId }) => answerQuestion(deps, ticketId) },
    dialogueSilent: {
      payload: oneTicket,
      run: ({ ticketId }) => deps.transaction((unit) => endForSilence(unit, deps, ticketId)),
    },
  }
}

/** A1: one job a ticket, whatever is written meanwhile; it answers what is unanswered when it runs. */
export async function askLater(unit: UnitOfWork, addJob: AddJob, ticketId: string): Promise<void> {
  await addJob(unit, 'answerQuestion', { ticketId }, { key: `answer ${ticketId}` })
}

export async function endLater(unit: UnitOfWork, addJob: AddJob, ticketId: string, runAt: Date): Promise<void> {
  await addJob(unit, 'dialogueSilent', { ticketId }, { key: `silent ${ticketId}`, runAt })
}

/** T1: whoever says nothing more was helped, or has gone; an answer nobody has judged is known as such. */
async function endForSilence(
  unit: UnitOfWork,
  { ticketDeps, learning, addJob }: AnsweringDeps & { addJob: AddJob },
  ticketId: string,
): Promise<void> {
  const end = await endDialogueForSilence(unit, ticketDeps, ticketId)
  if (end instanceof Date) return endLater(unit, addJob, ticketId, end)
  const open = end === null ? null : openTurn(await listTurns(unit.tx, ticketId))
  if (open === null) return
  await saveOutcome(unit, open.attemptId, 'abandoned')
  const { attemptId } = open
  await learning.recordOutcome(unit, { attemptId, outcome: 'abandoned', chosenArticleId: open.chosen, at: unit.at })
}
