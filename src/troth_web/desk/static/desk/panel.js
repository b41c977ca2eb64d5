// A frame asks the browser for its cookies, as it must where those of other sites are kept from frames.
document.querySelector("[data-again]").addEventListener("click", (event) => {
  event.preventDefault();
  const asked = document.requestStorageAccess ? document.requestStorageAccess() : Promise.resolve();
  asked.catch(() => {}).then(() => location.reload());
});
