// The camera that was removed last, so that the list can offer the way back.
import { Saving } from '../../../lib/files/saving.svelte';

class Removed {
  name = $state('');
  saving = new Saving();
}
export const removed = new Removed();
