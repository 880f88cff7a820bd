// What the bundle has in the place of the driver's sign-in to Azure, a third of its code: every connection here is made with a SQL login.
export {};
