/** What a PeerServer says of itself, so that people can see in a browser that it is there. */
export const handlers = {
  GET: () =>
    Response.json({
      name: "Kibitz",
      description: "A broker that speaks the PeerServer protocol: give PeerJS this path.",
      website: "https://peerjs.com/",
    }),
};
