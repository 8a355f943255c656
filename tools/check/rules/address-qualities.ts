/** Whether post can be delivered to an address of this quality, and somebody found there. */
export function isRecognised(addressQuality: string): boolean {
  return addressQuality === 'FULL' || addressQuality === 'PARTIAL';
}
