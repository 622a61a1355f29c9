import DeskApp from '#app/shell/desk/DeskApp.vue'
import { deskRouter } from '#app/shell/desk/router.ts'
import { mountPage } from '#app/mount.ts'

mountPage(DeskApp, deskRouter)
