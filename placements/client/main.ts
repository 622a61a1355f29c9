import ClientApp from '#app/shell/client/ClientApp.vue'
import { mountPage } from '#app/mount.ts'
import { router } from '#app/shell/client/router.ts'

mountPage(ClientApp, router)
