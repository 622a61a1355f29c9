import ClientApp from '#app/shell/client/ClientApp.vue'
import { textChunks } from '#app/lib/textChunks.ts'
import { mountPage } from '#app/mount.ts'
import { makeClientRouter } from '#app/shell/client/router.ts'

void mountPage(ClientApp, textChunks, makeClientRouter())
