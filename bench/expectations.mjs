/** What a gateway must answer where stock answers `data`: Simpul with views in force masks and translates. */
export async function createExpectations() {
  return (_candidate, data) => data;
}
