// The pages behind the first one, as one file that is fetched when the first one shows the wall: who
// opens the panel waits for none of them, and all of them are there when the network goes.
export { default as access } from './AccessView.svelte';
export { default as condition } from './ConditionView.svelte';
export { default as layouts } from './LayoutsView.svelte';
export { default as message } from './MessageView.svelte';
export { default as today } from './TodayView.svelte';
