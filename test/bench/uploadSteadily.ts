/** A program that sends one file after the other, ten at once, until it is killed; what it costs is not the measuring program's time. */
import * as v from 'valibot'
import { uploaderTo } from './uploader.ts'

const conversation = v.object({ ticketId: v.string(), clientToken: v.string() })
const asked = v.object({ port: v.number(), conversations: v.array(conversation) })
const { port, conversations } = v.parse(asked, JSON.parse(process.argv[2] ?? '{}'))
process.stdout.write('sending\n')
await Promise.all(
  conversations.map(async (_, index) => {
    const uploader = uploaderTo(port, conversations, index)
    for (;;) await uploader.send()
  }),
)
