# One image for the gateway, the subgraphs and the tools: which it is, the command says.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY gateway gateway
COPY subgraphs subgraphs
COPY tools tools
RUN npm run build

# What runs in production needs neither the compilers nor the embedded engine, which is an optional binary.
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
# Volumes take over the owner of what they are mounted on.
RUN install -d -o node -g node /data /keys/gateway /keys/ids /keys/public /keys/civil /keys/ministry /keys/consular \
      /keys/training /keys/electoral /keys/immigration /keys/oversight /keys/ledger /checkpoints
COPY package.json ./
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY schema schema
COPY subgraphs subgraphs
COPY tools/generator tools/generator
USER node
CMD ["node", "dist/gateway/main.js"]
